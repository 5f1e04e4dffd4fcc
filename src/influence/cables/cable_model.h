#pragma once

#include "base/error.h"
#include "influence/cables/cable_circuit.h"
#include "influence/cables/cable_layout.h"
#include "influence/cables/cable_resistances.h"
#include "influence/cables/cable_result.h"
#include "model/soil.h"

#include <Eigen/Core>

#include <optional>
#include <string>
#include <vector>

namespace maaiveld::influence {

/// A circuit with everything that does not depend on current and temperature worked out.
struct CableModel {
    CableCircuit circuit;
    CableLayout layout;
    InternalResistances inner;  ///< with the factors for touching cables and the given values
    double frequency_Hz = 50.0;
    int loaded = 1;  ///< n: conductors that carry the load in one cable
    double outer_diameter_m = 0.0;
    double max_conductor_C = 90.0;
    double ambient_C = 0.0;
    double soil_resistivity_KmW = 1.0;
    double extra_cover_m = 0.0;
    std::optional<CableDrying> drying;
    double C_F_m = 0.0, Wd_W_m = 0.0;
    Eigen::MatrixXd soil_K_m_W;  ///< own circuit, wet: rise of axis i per W/m in axis j
    bool rated = true;           ///< false: too little is known for a rating
    std::vector<std::string> notes;

    std::size_t axis_count() const { return layout.axes.size(); }
    double omega() const;
    const CableConstruction* cable() const {
        return circuit.construction ? &*circuit.construction : nullptr;
    }
};

/// Works out one circuit; errors name it. Needs a construction, or enough given values.
base::Result<CableModel> cable_model(const CableCircuit& circuit, const model::SoilProfile& soil,
                                     const GroundSurface& surface, double frequency_Hz);

}  // namespace maaiveld::influence
