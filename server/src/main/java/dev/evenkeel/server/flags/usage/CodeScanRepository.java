// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.api.FlagUsageApi.CodeReference;
import dev.evenkeel.api.FlagUsageApi.CodeScan;
import dev.evenkeel.api.FlagUsageApi.ScannedRepository;
import dev.evenkeel.engine.stale.CodeReferenceCounts;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The newest code scan of each repository.
@Component
class CodeScanRepository {
    /// Maximum number of locations stored per flag; further ones are only counted.
    private static final int EXAMPLES = 20;

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    CodeScanRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /// The references to a flag found by all scans.
    ///
    /// @param examples some of the locations, as `repository path:line`
    record FlagReferences(CodeReferenceCounts references, List<String> examples) {}

    /// Replaces the scan of a repository.
    @Transactional
    void replace(String repository, CodeScan scan, Instant at) {
        delete(repository);
        jdbc.sql("INSERT INTO code_scan (repository, scanned_at, files, bytes) VALUES (?, ?, ?, ?)")
                .params(repository, at, scan.scanned().files(), scan.scanned().bytes())
                .update();
        batches.batchUpdate(
                "INSERT INTO code_scan_flag (repository, flag, reference_count, examples) VALUES (?, ?, ?, ?)",
                referencesByFlag(scan).entrySet(),
                BATCH,
                (statement, flag) -> bind(statement, repository, flag));
    }

    /* Without references for a flag that was not found. */
    private static Map<String, List<CodeReference>> referencesByFlag(CodeScan scan) {
        Map<String, List<CodeReference>> byFlag = new LinkedHashMap<>();
        scan.flags().forEach(flag -> byFlag.put(flag.key(), flag.references()));
        List<String> unreferenced = scan.unreferenced();
        if (unreferenced != null) {
            unreferenced.forEach(key -> byFlag.putIfAbsent(key, List.of()));
        }
        return byFlag;
    }

    private static void bind(
            PreparedStatement statement, String repository, Map.Entry<String, List<CodeReference>> flag)
            throws SQLException {
        Object[] examples = flag.getValue().stream()
                .limit(EXAMPLES)
                .map(reference -> reference.path() + ":" + reference.line())
                .toArray();
        statement.setString(1, repository);
        statement.setString(2, flag.getKey());
        statement.setInt(3, flag.getValue().size());
        statement.setArray(4, statement.getConnection().createArrayOf("text", examples));
    }

    /// Deletes the scan of a repository.
    ///
    /// @return whether it existed
    boolean delete(String repository) {
        return jdbc.sql("DELETE FROM code_scan WHERE repository = ?")
                        .param(repository)
                        .update()
                > 0;
    }

    List<ScannedRepository> listRepositories() {
        return jdbc.sql("SELECT * FROM code_scan ORDER BY repository")
                .query(RecordRowMapper.of(ScannedRepository.class))
                .list();
    }

    /// Returns the references by flag, for flags that at least one scan searched for.
    Map<String, FlagReferences> listReferences() {
        Map<String, FlagReferences> found = new HashMap<>();
        jdbc.sql("""
                        SELECT f.*, s.scanned_at FROM code_scan_flag f JOIN code_scan s USING (repository)
                         ORDER BY repository
                        """).query((ResultSet row) -> {
            found.merge(row.getString("flag"), mapReferences(row), CodeScanRepository::merge);
        });
        return found;
    }

    private static FlagReferences mapReferences(ResultSet row) throws SQLException {
        String repository = row.getString("repository");
        Array examples = row.getArray("examples");
        List<String> places = new ArrayList<>();
        for (Object place : (Object[]) examples.getArray()) {
            places.add(repository + " " + place);
        }
        return new FlagReferences(
                new CodeReferenceCounts(1, row.getInt("reference_count"), SqlInstants.read(row, "scanned_at")), places);
    }

    private static FlagReferences merge(FlagReferences one, FlagReferences other) {
        CodeReferenceCounts a = one.references();
        CodeReferenceCounts b = other.references();
        List<String> examples = new ArrayList<>(one.examples());
        examples.addAll(other.examples());
        Instant oldest = a.scannedAt().isBefore(b.scannedAt()) ? a.scannedAt() : b.scannedAt();
        return new FlagReferences(
                new CodeReferenceCounts(a.repositories() + b.repositories(), a.places() + b.places(), oldest),
                examples);
    }
}
