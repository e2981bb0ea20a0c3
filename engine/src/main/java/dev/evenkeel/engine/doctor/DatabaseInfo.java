// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Facts about a PostgreSQL database, as seen by the role of a server.
///
/// @param version version for people
/// @param versionNumber comparable version number, such as 180006
/// @param maxConnections maximum number of connections, of all clients
/// @param connections open connections, of all clients
/// @param encoding encoding of the database
/// @param canCreateTables whether the role may create tables in its schema
/// @param readOnly whether writes are impossible, as on a standby
/// @param at time of the database's clock
public record DatabaseInfo(
        String version,
        int versionNumber,
        String fsync,
        String synchronousCommit,
        String fullPageWrites,
        int maxConnections,
        int connections,
        String encoding,
        boolean canCreateTables,
        boolean readOnly,
        Instant at) {
    /// Query of all facts: one row with one column, as JSON. Every role may run it.
    public static final String QUERY = """
            select json_build_object(
                'version', current_setting('server_version'),
                'versionNumber', current_setting('server_version_num')::int,
                'fsync', current_setting('fsync'),
                'synchronousCommit', current_setting('synchronous_commit'),
                'fullPageWrites', current_setting('full_page_writes'),
                'maxConnections', current_setting('max_connections')::int,
                'connections', (select sum(numbackends) from pg_stat_database),
                'encoding', current_setting('server_encoding'),
                'canCreateTables', coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
                'readOnly', pg_is_in_recovery() or current_setting('transaction_read_only')::boolean,
                'at', clock_timestamp())::text
            """;

    private static final int OLDEST = 150_000;
    /* A server takes 20 connections; other clients and administrators need some too. */
    private static final int FEW = 40;
    private static final double NEARLY = 0.8;
    private static final String ON = "on";

    public List<DiagnosticFinding> diagnose() {
        return List.of(
                checkVersion(),
                checkFsync(),
                checkSynchronousCommit(),
                checkFullPageWrites(),
                checkConnections(),
                checkEncoding(),
                checkTables(),
                checkWritable());
    }

    private DiagnosticFinding checkVersion() {
        return versionNumber >= OLDEST
                ? DiagnosticFinding.ok("database version", "PostgreSQL " + version)
                : DiagnosticFinding.fail(
                        "database version",
                        "PostgreSQL " + version,
                        "Evenkeel needs PostgreSQL 15 or newer: upgrade it (pg_upgrade).");
    }

    private DiagnosticFinding checkFsync() {
        return fsync.equals(ON)
                ? DiagnosticFinding.ok("fsync", fsync)
                : DiagnosticFinding.fail(
                        "fsync",
                        fsync,
                        "A power cut can leave the database unusable. Take the setting away"
                                + " (alter system reset fsync; postgresql.conf) and reload: select pg_reload_conf()");
    }

    private DiagnosticFinding checkSynchronousCommit() {
        return synchronousCommit.equals("off")
                ? DiagnosticFinding.fail(
                        "synchronous_commit",
                        synchronousCommit,
                        "A crash takes back decisions that services were already told. Take the setting away where it"
                                + " stands: alter role or alter database ... reset synchronous_commit, or"
                                + " postgresql.conf.")
                : DiagnosticFinding.ok("synchronous_commit", synchronousCommit);
    }

    private DiagnosticFinding checkFullPageWrites() {
        return fullPageWrites.equals(ON)
                ? DiagnosticFinding.ok("full_page_writes", fullPageWrites)
                : DiagnosticFinding.warn(
                        "full_page_writes",
                        fullPageWrites,
                        "Right only on a file system that never writes half a page, such as ZFS. Else switch it on: a"
                                + " crash can break the data.");
    }

    private DiagnosticFinding checkConnections() {
        String seen = String.format(Locale.ROOT, "%,d of %,d in use", connections, maxConnections);
        return maxConnections < FEW || connections > NEARLY * maxConnections
                ? DiagnosticFinding.warn(
                        "max_connections",
                        seen,
                        "Each server takes up to 20. Raise max_connections to 20 for each server and 20 more.")
                : DiagnosticFinding.ok("max_connections", seen);
    }

    private DiagnosticFinding checkEncoding() {
        return encoding.equals("UTF8")
                ? DiagnosticFinding.ok("encoding", encoding)
                : DiagnosticFinding.fail(
                        "encoding",
                        encoding,
                        "Not every text fits in. Make a database that takes all: create database evenkeel encoding"
                                + " 'UTF8' template template0");
    }

    private DiagnosticFinding checkTables() {
        return canCreateTables
                ? DiagnosticFinding.ok("tables", "the role may make them")
                : DiagnosticFinding.fail(
                        "tables",
                        "the role may not make them",
                        "A new version migrates its tables at the start. Let the role own the database: alter database"
                                + " evenkeel owner to evenkeel");
    }

    private DiagnosticFinding checkWritable() {
        return readOnly
                ? DiagnosticFinding.fail(
                        "writing",
                        "nothing can be written",
                        "It is a standby, or default_transaction_read_only is on. Name the primary in --database-url.")
                : DiagnosticFinding.ok("writing", "allowed");
    }
}
