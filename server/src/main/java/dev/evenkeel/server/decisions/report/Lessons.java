// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.decisions.forecast.Forecasts;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalf;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import dev.evenkeel.server.gates.gate.GateLedger;
import dev.evenkeel.server.operations.incident.Incidents;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Keeps what people learned from changes. Thread-safe.
@Component
class Lessons {
    private final LessonTable table;
    private final Flags flags;
    private final Forecasts forecasts;
    private final Incidents incidents;
    private final GateLedger ledger;

    Lessons(LessonTable table, Flags flags, Forecasts forecasts, Incidents incidents, GateLedger ledger) {
        this.table = table;
        this.flags = flags;
        this.forecasts = forecasts;
        this.incidents = incidents;
        this.ledger = ledger;
    }

    /// Keeps one.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong
    @Transactional
    Lesson add(String environment, String flag, @Nullable JsonNode body, Caller.Actor caller) {
        flags.current(environment);
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("lesson", "about", "person"));
        String text = fields.text("lesson", "").strip();
        if (text.isEmpty()) {
            faults.add(fields.at("lesson"), "is missing", "say in a sentence what was learned");
        }
        String about = fields.text("about", "");
        if (incidents.find(about).isEmpty() && forecasts.find(about).isEmpty()) {
            faults.add(
                    fields.at("about"),
                    about.isEmpty() ? "is missing" : "there is no forecast and no incident " + about,
                    "name the forecast that missed, f-..., or the incident whose follow-up it is, i-...");
        }
        String person = OnBehalf.person(fields, caller, "learns");
        RequestFaults.throwIfAny(faults, "No lesson was kept.");
        var lesson = new Lesson(Ids.id("l-"), ledger.now(), person, text, about);
        table.insert(environment, flag, lesson);
        ledger.note(new GateLedger.Deed(caller.name(), "change.lesson", environment + "/" + flag, text), null, lesson);
        return lesson;
    }
}
