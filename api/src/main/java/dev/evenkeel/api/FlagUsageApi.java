// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.stale.VariantUsage;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Usage of flags: stale flags (`.../stale-flags`) and references in code (`/api/v1/code-references`).
public final class FlagUsageApi {
    /* One line. */
    private static final String NAME = "^[^\\x00-\\x1f\\x7f-\\x9f]{1,1000}$";
    private static final String NAME_RULE = "one line of 1 to 1,000 characters";

    private FlagUsageApi() {}

    /// A scan of a repository for flag keys, the output of `flag references --json`. Unknown fields are ignored,
    /// because a newer CLI may send more.
    ///
    /// @param flags flags with references
    /// @param unreferenced keys of flags without references
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CodeScan(
            @JsonPropertyDescription("flags with references in code")
            List<ReferencedFlag> flags,

            @JsonPropertyDescription("keys of flags without references in code, each one line of 1 to 1,000 characters")
            @Nullable
            List<@Pattern(regexp = NAME) String> unreferenced,

            @JsonPropertyDescription("size of the scan") ScanTotals scanned) {}

    /// A flag with its references.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ReferencedFlag(
            @JsonPropertyDescription("key of the flag, " + NAME_RULE) @Pattern(regexp = NAME)
            String key,

            @JsonPropertyDescription("places in code that name the key")
            List<CodeReference> references) {}

    /// A source line that contains a flag key, or the constant that holds it.
    ///
    /// @param constant name of the constant; null for the key itself
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CodeReference(
            @JsonPropertyDescription("path of the file in the repository, " + NAME_RULE) @Pattern(regexp = NAME)
            String path,

            @JsonPropertyDescription("line number, from 1") @Min(0)
            long line,

            @JsonPropertyDescription("name of the constant that holds the key") @Nullable
            String constant) {}

    /// The size of a scan.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ScanTotals(
            @JsonPropertyDescription("number of scanned files") @Min(0)
            long files,

            @JsonPropertyDescription("number of scanned bytes") @Min(0)
            long bytes) {}

    /// The scanned repositories, by name.
    public record CodeScanListResponse(List<ScannedRepository> repositories) {}

    /// A scanned repository.
    public record ScannedRepository(String repository, Instant scannedAt, long files, long bytes) {}

    /// All flags of an environment with their usage, most urgent first.
    ///
    /// @param days length of the requested window
    /// @param firstReportAt when evaluations of the environment were first reported; null when never
    /// @param lastReportAt when they were last reported, to the hour; null when never
    /// @param lastBulkReadAt when a client last fetched the flags to evaluate them without reporting; null when
    ///     never
    public record EnvironmentFlagStalenessResponse(
            String environment,
            Instant at,
            int days,
            @Nullable Instant firstReportAt,
            @Nullable Instant lastReportAt,
            @Nullable Instant lastBulkReadAt,
            List<FlagUsageRow> flags) {}

    /// The usage of one flag.
    ///
    /// @param status `stale`, `potentially-stale`, `unknown` or `active`
    /// @param reasons sentences whose subject is the flag
    /// @param remedy what to do; empty when no action is needed
    /// @param lastEvaluatedAt to the hour; null when no evaluation was ever reported
    /// @param references null when no scan searched for the flag
    public record FlagUsageRow(
            String key,
            String status,
            List<String> reasons,
            String remedy,
            String type,
            boolean permanent,
            Instant createdAt,
            @Nullable Instant lastEvaluatedAt,
            List<VariantUsage> variants,
            @Nullable CodeReferenceSummary references) {}

    /// References to the flag in code.
    ///
    /// @param examples some locations, as `repository path:line`
    public record CodeReferenceSummary(int repositories, int count, Instant scannedAt, List<String> examples) {}
}
