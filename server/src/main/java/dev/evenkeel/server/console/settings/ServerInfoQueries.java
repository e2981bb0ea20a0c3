// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.foundation.audit.AuditHeadService;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.doctor.DiagnosticFactsQueries;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.retention.RetentionStatusQueries;
import java.util.List;
import org.springframework.stereotype.Component;

/// Loads the server's build, options, retention and limits. Thread-safe.
@Component
final class ServerInfoQueries {
    private final DiagnosticFactsQueries diagnosticFactsQueries;
    private final LimitRegistry limits;
    private final RetentionStatusQueries retention;
    private final QuarantinedRowRepository quarantine;
    private final AuditHeadService heads;
    private final SdkClientService clients;

    ServerInfoQueries(
            DiagnosticFactsQueries diagnosticFactsQueries,
            LimitRegistry limits,
            RetentionStatusQueries retention,
            QuarantinedRowRepository quarantine,
            AuditHeadService heads,
            SdkClientService clients) {
        this.diagnosticFactsQueries = diagnosticFactsQueries;
        this.limits = limits;
        this.retention = retention;
        this.quarantine = quarantine;
        this.heads = heads;
        this.clients = clients;
    }

    /// Returns the current state of the server.
    SettingsPageModel.ServerInfoData loadServerInfo() {
        return new SettingsPageModel.ServerInfoData(
                diagnosticFactsQueries.getRuntimeInfo(),
                diagnosticFactsQueries.queryDatabaseInfo(),
                diagnosticFactsQueries.listSettings(),
                limits.listAll(),
                new SettingsPageModel.RetentionOverview(
                        retention.listTables(), retention.findLastRun().orElse(null), quarantine.countByTable()),
                new SettingsPageModel.AuditLogOverview(heads.lastEntryNumber(), heads.listPublished()));
    }

    /// Returns SDK processes seen within a day.
    List<SdkClientState> listSdkClients() {
        return clients.listAll();
    }
}
