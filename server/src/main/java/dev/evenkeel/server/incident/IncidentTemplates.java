// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.server.audit.AuditEvent;
import dev.evenkeel.server.audit.AuditLedger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The templates of incidents that this server keeps. Thread-safe.
@Component
public class IncidentTemplates {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final IncidentTemplateTable table;
    private final AuditLedger ledger;

    IncidentTemplates(IncidentTemplateTable table, AuditLedger ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// All, by name.
    public List<IncidentTemplate> all() {
        return table.all();
    }

    /// The template that an order names in its field `template`; a name that there is not becomes a fault.
    ///
    /// @return null when the order names none that there is
    @Nullable
    IncidentTemplate named(Order order) {
        if (!order.has("template")) {
            return null;
        }
        String name = order.required("template", "name a template, or leave it out");
        List<IncidentTemplate> all = table.all();
        IncidentTemplate found =
                all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
        if (found == null && !name.isEmpty()) {
            order.fault(
                    "template",
                    "there is no incident template \"" + name + "\"",
                    all.isEmpty()
                            ? "leave it out: none is kept; files of kind IncidentTemplate make them"
                            : "use one of "
                                    + all.stream().map(IncidentTemplate::name).collect(Collectors.joining(", ")));
        }
        return found;
    }

    /// Keeps a template, in the place of one of the same name.
    @Transactional
    void put(IncidentTemplate template, String reason, String who) {
        table.lock();
        String before = text(table.find(template.name()));
        table.put(template);
        ledger.append(new AuditEvent(
                who, "incident-template.set", template.name(), reason, before, text(Optional.of(template))));
    }

    /// Takes a template away; incidents that were declared from it stay as they are.
    @Transactional
    void delete(String name, String reason, String who) {
        table.lock();
        String before = text(table.find(name));
        table.delete(name);
        ledger.append(new AuditEvent(who, "incident-template.deleted", name, reason, before, null));
    }

    private static @Nullable String text(Optional<IncidentTemplate> template) {
        return template.map(one -> JSON.writeValueAsString(one.spec())).orElse(null);
    }
}
