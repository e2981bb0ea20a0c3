// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.GateDenial;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.server.gates.gate.GateContext;
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
public class GateDenialRecorder {
    private final GateDenialRepository table;

    GateDenialRecorder(GateDenialRepository table) {
        this.table = table;
    }

    /// A rollout that runs.
    ///
    /// @param report what gates last said of it; null when nobody has asked yet
    public record RunningRolloutReport(
            GateContext question, @Nullable GateEvaluation report) {
        private boolean isAbout(ActiveGateDenial denial) {
            return Objects.equals(question.rollout(), denial.question().rollout());
        }
    }

    /// Those that stood at some time of a period.
    ///
    /// @param environment null for all
    public List<GateDenial> between(@Nullable String environment, Instant from, Instant to) {
        return table.between(environment, from, to);
    }

    /// An order was refused by closed gates.
    @Transactional
    public void refused(GateContext question, GateEvaluation report, Instant now) {
        closed(report).forEach(gate -> table.begin(question, gate, now));
    }

    /// What gates say of all rollouts that run: what is closed stands against them, what is open does
    /// so no more, and nothing does against those that have ended.
    @Transactional
    public void heard(List<RunningRolloutReport> running, Instant now) {
        List<ActiveGateDenial> standing =
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
    List<ActiveGateDenial> refusals() {
        return table.standing().stream().filter(ActiveGateDenial::isRefusal).toList();
    }

    /// What gates say now of an order that was refused.
    @Transactional
    void heard(GateContext refused, GateEvaluation report, List<ActiveGateDenial> standing, Instant now) {
        follow(refused, report, standing, now);
    }

    /// Nobody wants a refused order any more, or it is no longer refused.
    @Transactional
    void end(List<ActiveGateDenial> standing, Instant at) {
        standing.forEach(denial -> table.end(denial, at));
    }

    private void follow(GateContext question, GateEvaluation report, List<ActiveGateDenial> standing, Instant now) {
        Set<String> closed = closed(report);
        Set<String> known = standing.stream().map(ActiveGateDenial::gate).collect(Collectors.toSet());
        standing.stream().filter(denial -> !closed.contains(denial.gate())).forEach(denial -> table.end(denial, now));
        closed.stream().filter(gate -> !known.contains(gate)).forEach(gate -> table.begin(question, gate, now));
    }

    private static Set<String> closed(GateEvaluation report) {
        return report.closed().stream().map(entry -> entry.answer().gate()).collect(Collectors.toSet());
    }
}
