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
    /* A server opens up to 34 connections (26 + 8); other clients and administrators need 20. */
    private static final int FEW = 54;
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
                        "Evenkeel requires PostgreSQL 15 or newer. Upgrade it with pg_upgrade.");
    }

    private DiagnosticFinding checkFsync() {
        return fsync.equals(ON)
                ? DiagnosticFinding.ok("fsync", fsync)
                : DiagnosticFinding.fail(
                        "fsync",
                        fsync,
                        "A power failure can corrupt the database. Remove the setting (alter system reset fsync;"
                                + " postgresql.conf) and reload: select pg_reload_conf()");
    }

    private DiagnosticFinding checkSynchronousCommit() {
        return synchronousCommit.equals("off")
                ? DiagnosticFinding.fail(
                        "synchronous_commit",
                        synchronousCommit,
                        "A crash can lose decisions that services have already received. Remove the setting where it"
                                + " is set: alter role or alter database ... reset synchronous_commit, or"
                                + " postgresql.conf.")
                : DiagnosticFinding.ok("synchronous_commit", synchronousCommit);
    }

    private DiagnosticFinding checkFullPageWrites() {
        return fullPageWrites.equals(ON)
                ? DiagnosticFinding.ok("full_page_writes", fullPageWrites)
                : DiagnosticFinding.warn(
                        "full_page_writes",
                        fullPageWrites,
                        "A crash can corrupt data, unless the file system never writes partial pages (ZFS). Remove the"
                                + " setting on other file systems.");
    }

    private DiagnosticFinding checkConnections() {
        String seen = String.format(Locale.ROOT, "%,d of %,d in use", connections, maxConnections);
        return maxConnections < FEW || connections > NEARLY * maxConnections
                ? DiagnosticFinding.warn(
                        "max_connections",
                        seen,
                        "Each server opens up to 34 connections. Set max_connections to at least 34 for each server"
                                + " plus 20.")
                : DiagnosticFinding.ok("max_connections", seen);
    }

    private DiagnosticFinding checkEncoding() {
        return encoding.equals("UTF8")
                ? DiagnosticFinding.ok("encoding", encoding)
                : DiagnosticFinding.fail(
                        "encoding",
                        encoding,
                        "The database cannot store every character. Create one that can: create database evenkeel"
                                + " encoding 'UTF8' template template0");
    }

    private DiagnosticFinding checkTables() {
        return canCreateTables
                ? DiagnosticFinding.ok("tables", "the role can create them")
                : DiagnosticFinding.fail(
                        "tables",
                        "the role cannot create them",
                        "Each new version migrates the tables when it starts. Make the role the owner of the database:"
                                + " alter database evenkeel owner to evenkeel");
    }

    private DiagnosticFinding checkWritable() {
        return readOnly
                ? DiagnosticFinding.fail(
                        "writing",
                        "read-only",
                        "The database is a standby, or default_transaction_read_only is on. Use the primary in"
                                + " --database-url.")
                : DiagnosticFinding.ok("writing", "allowed");
    }
}
