// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.incident.CandidateChange;
import dev.evenkeel.server.audit.AuditLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Edits of flags as candidates, from the ledger: of one flag, and of a whole set when the flag is another
/// afterwards.
@Component
class FlagChanges implements ChangeSource {
    private static final JsonMapper JSON = JsonMapper.shared();
    /* Of each flag and each set; older edits than these are no news. */
    private static final int MOST = 50;

    private final AuditLedger ledger;

    FlagChanges(AuditLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<CandidateChange> changes(Question question) {
        List<CandidateChange> found = new ArrayList<>();
        question.steps()
                .forEach((key, steps) -> question.graph()
                        .find(key)
                        .ifPresent(service -> service.flags()
                                .forEach(flag -> edits(flag)
                                        .filter(entry -> !entry.at().isBefore(question.from())
                                                && !entry.at().isAfter(question.to()))
                                        .map(entry -> candidate(entry, service, flag, steps))
                                        .forEach(found::add))));
        return found;
    }

    private Stream<AuditEntry> edits(ServiceFlag flag) {
        Stream<AuditEntry> single = ledger.newestOf(flag.environment() + "/" + flag.flag(), MOST).stream()
                .filter(entry -> entry.action().startsWith("flag."));
        Stream<AuditEntry> whole = ledger.newestOf(flag.environment(), MOST).stream()
                .filter(entry -> entry.action().startsWith("flags."))
                .filter(entry -> !in(entry.before(), flag).equals(in(entry.after(), flag)));
        return Stream.concat(single, whole);
    }

    private static JsonNode in(@Nullable String definition, ServiceFlag flag) {
        return definition == null
                ? JSON.missingNode()
                : JSON.readTree(definition).path("flags").path(flag.flag());
    }

    private static CandidateChange candidate(AuditEntry entry, Service service, ServiceFlag flag, int steps) {
        String reason = entry.reason().isBlank() ? "" : " (" + entry.reason() + ")";
        return new CandidateChange(
                "edit:" + entry.number(),
                CandidateChange.Kind.FLAG_EDIT,
                service.key(),
                steps,
                entry.at(),
                false,
                flag.environment() + "/" + flag.flag(),
                "flag " + flag.flag() + " in " + flag.environment() + ": " + entry.action() + " by " + entry.actor()
                        + reason);
    }
}
