// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.GateDenialPeriod;
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

/// A recorder of the periods in which gates block changes. Thread-safe.
@Component
public class GateDenialRecorder {
    private final GateDenialRepository table;

    GateDenialRecorder(GateDenialRepository table) {
        this.table = table;
    }

    /// A running rollout with its gate results.
    ///
    /// @param evaluation latest gate results; null before the first evaluation
    public record RolloutGateEvaluation(
            GateContext context, @Nullable GateEvaluation evaluation) {
        private boolean isAbout(ActiveGateDenial denial) {
            return Objects.equals(context.rollout(), denial.context().rollout());
        }
    }

    /// Returns denials that overlap a period.
    ///
    /// @param environment null for all environments
    public List<GateDenialPeriod> listBetween(@Nullable String environment, Instant from, Instant to) {
        return table.listBetween(environment, from, to);
    }

    /// Records the closed gates of a refused start.
    @Transactional
    public void recordRefusal(GateContext question, GateEvaluation report, Instant now) {
        closedGates(report).forEach(gate -> table.save(question, gate, now));
    }

    /// Updates the denials of all running rollouts: closed gates start a denial, open gates end it. Denials of
    /// ended rollouts also end.
    @Transactional
    public void recordRunning(List<RolloutGateEvaluation> running, Instant now) {
        List<ActiveGateDenial> standing = table.listActive().stream()
                .filter(denial -> !denial.isRefusal())
                .toList();
        standing.stream()
                .filter(denial -> running.stream().noneMatch(one -> one.isAbout(denial)))
                .forEach(denial -> table.end(denial, now));
        running.forEach(one -> {
            if (one.evaluation() != null) {
                updateDenials(
                        one.context(),
                        one.evaluation(),
                        standing.stream().filter(one::isAbout).toList(),
                        now);
            }
        });
    }

    /// Returns active denials of refused starts.
    List<ActiveGateDenial> listRefusals() {
        return table.listActive().stream().filter(ActiveGateDenial::isRefusal).toList();
    }

    /// Updates the denials of a refused start with current gate results.
    @Transactional
    void recordRecheck(GateContext refused, GateEvaluation report, List<ActiveGateDenial> standing, Instant now) {
        updateDenials(refused, report, standing, now);
    }

    /// Ends denials of a start that is no longer refused or no longer requested.
    @Transactional
    void endRefusals(List<ActiveGateDenial> standing, Instant at) {
        standing.forEach(denial -> table.end(denial, at));
    }

    private void updateDenials(
            GateContext question, GateEvaluation report, List<ActiveGateDenial> standing, Instant now) {
        Set<String> closed = closedGates(report);
        Set<String> known = standing.stream().map(ActiveGateDenial::gate).collect(Collectors.toSet());
        standing.stream().filter(denial -> !closed.contains(denial.gate())).forEach(denial -> table.end(denial, now));
        closed.stream().filter(gate -> !known.contains(gate)).forEach(gate -> table.save(question, gate, now));
    }

    private static Set<String> closedGates(GateEvaluation report) {
        return report.closedGates().stream().map(entry -> entry.result().gate()).collect(Collectors.toSet());
    }
}
