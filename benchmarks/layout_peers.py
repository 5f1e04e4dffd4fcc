#!/usr/bin/python3
"""The geometric part of the section search in HiGHS and in CBC, on the cases of bench_layout.

    bench_layout --write-cases cases.json 10
    layout_peers.py cases.json [seconds per solve]

Model: x of every item; of every item one straight run of its cost row is chosen; of every pair one
side; wanted distances cost what is missing; orders from the facade hold on either half; the width
from the leftmost to the rightmost edge costs.
All data are whole, so with runs and sides chosen the optimum lies on the grid: no whole x is needed.
Needs python3-scipy (HiGHS) and coinor-cbc. Prints our optimum beside theirs and the times; exit 1
when an optimum differs.
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix


class Model:
    """Columns and rows of a mixed integer program: minimise cost x, rows lo <= a x."""

    def __init__(self):
        self.cost, self.low, self.high, self.whole = [], [], [], []
        self.rows = []  # ([(column, factor)], lo, hi)

    def column(self, cost=0.0, low=0.0, high=np.inf, whole=False):
        self.cost.append(cost)
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, terms, low, high=np.inf):
        self.rows.append((terms, low, high))


def add_item(model, item, places):
    x = model.column(high=places - 1)
    chosen, parts = [], []
    for first, last, cost, slope in item["runs"]:
        z = model.column(cost - slope * first, high=1, whole=True)
        part = model.column(slope, high=last)
        model.row([(part, 1), (z, -first)], 0)
        model.row([(part, -1), (z, last)], 0)
        chosen.append((z, 1))
        parts.append((part, 1))
    model.row(chosen, 1, 1)
    model.row(parts + [(x, -1)], 0, 0)
    return x


def add_pair(model, x, pair, places):
    a, b, left, right, wanted_left, wanted_right, cost = pair
    if left + 1 == right and cost == 0:
        return
    b_right = model.column(high=1, whole=True)
    far = 2 * places + abs(right) + abs(left)
    model.row([(x[b], 1), (x[a], -1), (b_right, -far)], right - far)
    model.row([(x[a], 1), (x[b], -1), (b_right, far)], -left)
    if cost == 0:
        return
    far += abs(wanted_right) + abs(wanted_left)
    short = model.column(cost)
    model.row([(short, 1), (x[b], 1), (x[a], -1), (b_right, -far)], wanted_right - far)
    model.row([(short, 1), (x[a], 1), (x[b], -1), (b_right, far)], -wanted_left)


def add_halves(model, x, case):
    """Of every item that an order names: 1 on the right half of the street, 0 on the left."""
    places, middle = case["places"], case["twice_middle"]
    assert middle % 2 == 1, "a place in the middle would be on neither half"
    right = {}
    for i in sorted({i for order in case["orders"] for i in order[:2]}):
        right[i] = model.column(high=1, whole=True)
        model.row([(x[i], -1), (right[i], places)], -(middle - 1) // 2)
        model.row([(x[i], 1), (right[i], -places)], (middle + 1) // 2 - places)
    return right


def add_order(model, x, right, order, places):
    first, second, steps = order
    far = places + abs(steps)
    halves = [right[first], right[second]]
    model.row([(x[second], 1), (x[first], -1)] + [(r, far) for r in halves], steps)
    model.row([(x[first], 1), (x[second], -1)] + [(r, -far) for r in halves], steps - 2 * far)


def model_of(case):
    model = Model()
    places = case["places"]
    x = [add_item(model, item, places) for item in case["items"]]
    for pair in case["pairs"]:
        add_pair(model, x, pair, places)
    if case["orders"]:
        right = add_halves(model, x, case)
        for order in case["orders"]:
            add_order(model, x, right, order, places)
    width = case["width_cost"]
    left = model.column(-width, low=-places, high=places)
    right = model.column(width, low=-places, high=2 * places)
    for at, item in zip(x, case["items"]):
        model.row([(at, 1), (left, -1)], item["half_left"])
        model.row([(right, 1), (at, -1)], item["half_right"])
    return model


def solve_highs(model, limit_s):
    rows, columns, values = [], [], []
    for r, (terms, _, _) in enumerate(model.rows):
        for column, factor in terms:
            rows.append(r)
            columns.append(column)
            values.append(factor)
    matrix = coo_matrix((values, (rows, columns)), shape=(len(model.rows), len(model.cost)))
    low = [row[1] for row in model.rows]
    high = [row[2] for row in model.rows]
    begin = time.process_time()
    answer = milp(model.cost, integrality=[int(w) for w in model.whole],
                  bounds=Bounds(model.low, model.high),
                  constraints=LinearConstraint(matrix.tocsr(), low, high),
                  options={"time_limit": limit_s, "mip_rel_gap": 0.0})
    seconds = time.process_time() - begin
    if answer.status == 0:
        return round(answer.fun), True, seconds
    if answer.status == 2:
        return None, True, seconds
    return (None if answer.x is None else round(answer.fun)), False, seconds


def term(factor, column):
    return f"{'+' if factor >= 0 else '-'} {abs(factor)} x{column}"


def wrapped(terms):
    """A sum over several lines: CBC's reader gives up on lines of 1,023 characters."""
    return "\n ".join(" ".join(terms[i:i + 8]) for i in range(0, len(terms), 8))


def lp_text(model):
    lines = ["Minimize", " obj: " + wrapped([term(c, i) for i, c in enumerate(model.cost) if c])]
    lines.append("Subject To")
    for r, (terms, low, high) in enumerate(model.rows):
        words = wrapped([term(f, c) for c, f in terms if f])
        lines.append(f" r{r}: {words} {'=' if low == high else '>='} {low}")
    lines.append("Bounds")
    for i, (low, high) in enumerate(zip(model.low, model.high)):
        lines.append(f" {low} <= x{i} <= {high}" if high != np.inf else f" x{i} >= {low}")
    lines.append("Generals")
    lines.extend(f" x{i}" for i, whole in enumerate(model.whole) if whole)
    return "\n".join(lines + ["End", ""])


def solve_cbc(model, limit_s, folder):
    problem, solution = os.path.join(folder, "case.lp"), os.path.join(folder, "case.sol")
    with open(problem, "w", encoding="ascii") as out:
        out.write(lp_text(model))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    log = subprocess.run(["cbc", problem, "sec", str(limit_s), "ratio", "0", "allow", "0.5", "solve",
                          "solu", solution], check=True, capture_output=True, text=True).stdout
    if "errors on input" in log:
        sys.exit("CBC could not read the model")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime
    with open(solution, encoding="ascii") as text:
        head = text.readline()
    if "infeasible" in head.lower():
        return None, True, seconds
    value = round(float(head.split()[-1]))
    return value, head.startswith("Optimal"), seconds


def main():
    with open(sys.argv[1], encoding="utf-8") as text:
        cases = json.load(text)
    limit_s = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    times = {"ours": [], "HiGHS": [], "CBC": []}
    differ = 0
    print(f"{'case':24} {'ours':>10} {'s':>8} {'HiGHS':>10} {'s':>8} {'CBC':>10} {'s':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            model = model_of(case)
            highs = solve_highs(model, limit_s)
            cbc = solve_cbc(model, limit_s, folder)
            times["ours"].append(case["seconds"])
            times["HiGHS"].append(highs[2])
            times["CBC"].append(cbc[2])
            words = [f"{str(v):>9}{' ' if proven else '?'} {s:8.3f}"
                     for v, proven, s in ((case["cost"], case["proven"], case["seconds"]), highs, cbc)]
            print(f"{case['name']:24} " + " ".join(words), flush=True)
            if case["proven"]:
                differ += sum(proven and value != case["cost"] for value, proven, _ in (highs, cbc))
    medians = {who: statistics.median(t) for who, t in times.items()}
    print("medians: " + ", ".join(f"{who} {t:.3f} s" for who, t in medians.items()))
    for who in ("HiGHS", "CBC"):
        print(f"ours is {medians[who] / medians['ours']:.1f} x faster than {who} (ratio of medians)")
    print("a question mark: stopped by the clock, not proven; ratios are then at least this large")
    if differ:
        print(f"{differ} optima differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
