#!/bin/sh
# Creates the databases of a Temporal server and their schemas, or updates the schemas. Can be run again.
# SQL_PLUGIN, SQL_HOST, SQL_PORT and SQL_USER are variables of temporal-sql-tool, which contains the schemas.
set -eu
SQL_PASSWORD=$(cat "$SQL_PASSWORD_FILE")
export SQL_PASSWORD
schema() { # $1: name of the database; $2: name of its schema
  temporal-sql-tool --db "$1" create
  temporal-sql-tool --db "$1" setup-schema -v 0.0
  temporal-sql-tool --db "$1" update-schema --schema-name "postgresql/v12/$2"
}
schema temporal temporal
schema temporal_visibility visibility
