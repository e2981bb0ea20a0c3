// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.doctor.DatabaseInfo;
import dev.evenkeel.engine.doctor.ServerProcessInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Liveness and readiness of a server (`/health`), and its diagnostics (`/api/v1/doctor`).
public final class HealthApi {
    private HealthApi() {}

    /// The health of a server.
    public record HealthResponse(
            @JsonPropertyDescription("live, ready or not ready")
            String status,

            @JsonPropertyDescription("state of the database; unknown if the server is not ready")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String database) {}

    /// Diagnostics of a server and its database.
    ///
    /// @param quarantinedRows number of rows that were excluded as invalid, by table
    public record DiagnosticFactsResponse(
            ServerProcessInfo server, DatabaseInfo database, List<QuarantinedRows> quarantinedRows) {}

    /// The number of quarantined rows of a table.
    public record QuarantinedRows(String table, long rows) {}
}
