// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import dev.evenkeel.engine.doctor.DatabaseInfo;
import dev.evenkeel.engine.doctor.ServerProcessInfo;
import java.util.List;

/// Diagnostics of a server and its database (`/api/v1/doctor`), without secrets.
public final class DoctorApi {
    private DoctorApi() {}

    /// Diagnostics of a server and its database.
    ///
    /// @param quarantinedRows rows that could not be counted, by table
    public record DiagnosticFactsResponse(
            ServerProcessInfo server, DatabaseInfo database, List<QuarantinedRows> quarantinedRows) {}

    /// The number of quarantined rows of a table.
    public record QuarantinedRows(String table, long rows) {}
}
