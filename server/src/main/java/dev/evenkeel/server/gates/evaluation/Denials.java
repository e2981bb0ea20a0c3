// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.Denial;
import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.server.gates.gate.GateQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps from when to when gates stood against changes. Thread-safe.
@Component
public class Denials {
    private final DenialTable table;

    Denials(DenialTable table) {
        this.table = table;
    }

    /// A rollout that runs.
    ///
    /// @param report what gates last said of it; null when nobody has asked yet
    public record Heard(GateQuestion question, @Nullable GateReport report) {
        private boolean isAbout(StandingDenial denial) {
            return Objects.equals(question.rollout(), denial.question().rollout());
        }
    }

    /// Those that stood at some time of a period.
    ///
    /// @param environment null for all
    public List<Denial> between(@Nullable String environment, Instant from, Instant to) {
        return table.between(environment, from, to);
    }

    /// An order was refused by closed gates.
    @Transactional
    public void refused(GateQuestion question, GateReport report, Instant now) {
        closed(report).forEach(gate -> table.begin(question, gate, now));
    }

    /// What gates say of all rollouts that run: what is closed stands against them, what is open does
    /// so no more, and nothing does against those that have ended.
    @Transactional
    public void heard(List<Heard> running, Instant now) {
        List<StandingDenial> standing =
                table.standing().stream().filter(denial -> !denial.isRefusal()).toList();
        standing.stream()
                .filter(denial -> running.stream().noneMatch(one -> one.isAbout(denial)))
                .forEach(denial -> table.end(denial, now));
        running.forEach(one -> {
            if (one.report() != null) {
                follow(
                        one.question(),
                        one.report(),
                        standing.stream().filter(one::isAbout).toList(),
                        now);
            }
        });
    }

    /// Denials of refused orders that stand.
    List<StandingDenial> refusals() {
        return table.standing().stream().filter(StandingDenial::isRefusal).toList();
    }

    /// What gates say now of an order that was refused.
    @Transactional
    void heard(GateQuestion refused, GateReport report, List<StandingDenial> standing, Instant now) {
        follow(refused, report, standing, now);
    }

    /// Nobody wants a refused order any more, or it is no longer refused.
    @Transactional
    void end(List<StandingDenial> standing, Instant at) {
        standing.forEach(denial -> table.end(denial, at));
    }

    private void follow(GateQuestion question, GateReport report, List<StandingDenial> standing, Instant now) {
        Set<String> closed = closed(report);
        Set<String> known = standing.stream().map(StandingDenial::gate).collect(Collectors.toSet());
        standing.stream().filter(denial -> !closed.contains(denial.gate())).forEach(denial -> table.end(denial, now));
        closed.stream().filter(gate -> !known.contains(gate)).forEach(gate -> table.begin(question, gate, now));
    }

    private static Set<String> closed(GateReport report) {
        return report.closed().stream().map(entry -> entry.answer().gate()).collect(Collectors.toSet());
    }
}
