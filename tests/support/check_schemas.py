"""Prints one line for each file that its JSON Schema refuses, then "checked N".

Arguments: the folder with the schemas, then schema, file, schema, file ... Works with the old and
the new way in which the package jsonschema finds the schemas that a schema refers to.
"""
import json, sys, warnings
warnings.simplefilter('ignore')
from pathlib import Path
import jsonschema
try:
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012
except ImportError:
    Registry = None

def load(path):
    with open(path, encoding='utf-8') as f:
        return json.load(f)

def known(folder):
    return {path.resolve().as_uri(): load(path) for path in Path(folder).rglob('*.schema.json')}

def with_ids(store):
    named = dict(store)
    for uri, schema in store.items():
        if '$id' in schema:
            named[uri.rsplit('/', 1)[0] + '/' + schema['$id']] = schema
    return named

def validator(schema, uri, store):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    if Registry is None:
        resolver = jsonschema.RefResolver(uri, schema, store=with_ids(store))
        return kind(schema, resolver=resolver)
    resources = [(u, DRAFT202012.create_resource(s)) for u, s in store.items()]
    return kind({'$ref': uri}, registry=Registry().with_resources(resources))

store = known(sys.argv[1])
pairs = list(zip(sys.argv[2::2], sys.argv[3::2]))
for schema_path, path in pairs:
    uri = Path(schema_path).resolve().as_uri()
    for error in validator(store[uri], uri, store).iter_errors(load(path)):
        print(path, '/' + '/'.join(str(k) for k in error.absolute_path), error.message[:200])
print('checked', len(pairs))
