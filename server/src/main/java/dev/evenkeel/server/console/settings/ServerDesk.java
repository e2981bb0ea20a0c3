// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.server.flags.delivery.Client;
import dev.evenkeel.server.flags.delivery.Clients;
import dev.evenkeel.server.foundation.audit.AuditHeads;
import dev.evenkeel.server.foundation.database.maintenance.SetAsideRows;
import dev.evenkeel.server.foundation.doctor.ServerFacts;
import dev.evenkeel.server.foundation.limits.Limits;
import dev.evenkeel.server.foundation.retention.RetentionBoard;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the server is, what it was started with, what it keeps and what bounds it. Thread-safe.
@Component
final class ServerDesk {
    private final ServerFacts facts;
    private final Limits limits;
    private final RetentionBoard retention;
    private final SetAsideRows setAside;
    private final AuditHeads heads;
    private final Clients clients;

    ServerDesk(
            ServerFacts facts,
            Limits limits,
            RetentionBoard retention,
            SetAsideRows setAside,
            AuditHeads heads,
            Clients clients) {
        this.facts = facts;
        this.limits = limits;
        this.retention = retention;
        this.setAside = setAside;
        this.heads = heads;
        this.clients = clients;
    }

    /// How it is now.
    SettingsPage.Machine machine() {
        return new SettingsPage.Machine(
                facts.running(),
                facts.database(),
                facts.started(),
                limits.all(),
                new SettingsPage.Keeping(retention.all(), retention.lastAt().orElse(null), setAside.kept()),
                new SettingsPage.Ledger(heads.lastEntry(), heads.published()));
    }

    /// SDK processes that were seen within a day.
    List<Client> processes() {
        return clients.all();
    }
}
