// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.foundation.audit.AuditHeadService;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.doctor.ServerDiagnostics;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.retention.RetentionQueries;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the server is, what it was started with, what it keeps and what bounds it. Thread-safe.
@Component
final class ServerInfoQueries {
    private final ServerDiagnostics facts;
    private final LimitRegistry limits;
    private final RetentionQueries retention;
    private final QuarantinedRowRepository setAside;
    private final AuditHeadService heads;
    private final SdkClientService clients;

    ServerInfoQueries(
            ServerDiagnostics facts,
            LimitRegistry limits,
            RetentionQueries retention,
            QuarantinedRowRepository setAside,
            AuditHeadService heads,
            SdkClientService clients) {
        this.facts = facts;
        this.limits = limits;
        this.retention = retention;
        this.setAside = setAside;
        this.heads = heads;
        this.clients = clients;
    }

    /// How it is now.
    SettingsPageModel.ServerInfoData machine() {
        return new SettingsPageModel.ServerInfoData(
                facts.running(),
                facts.database(),
                facts.started(),
                limits.all(),
                new SettingsPageModel.RetentionOverview(
                        retention.all(), retention.lastAt().orElse(null), setAside.kept()),
                new SettingsPageModel.AuditLogOverview(heads.lastEntry(), heads.published()));
    }

    /// SDK processes that were seen within a day.
    List<SdkClientState> processes() {
        return clients.all();
    }
}
