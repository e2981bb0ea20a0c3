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
    private final GateDenialRepository gateDenialRepository;

    GateDenialRecorder(GateDenialRepository gateDenialRepository) {
        this.gateDenialRepository = gateDenialRepository;
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
        return gateDenialRepository.listBetween(environment, from, to);
    }

    /// Records the closed gates of a refused start.
    @Transactional
    public void recordRefusal(GateContext context, GateEvaluation evaluation, Instant now) {
        closedGates(evaluation).forEach(gate -> gateDenialRepository.save(context, gate, now));
    }

    /// Updates the denials of all running rollouts: closed gates start a denial, open gates end it. Denials of
    /// ended rollouts also end.
    @Transactional
    public void recordRunning(List<RolloutGateEvaluation> running, Instant now) {
        List<ActiveGateDenial> standing = gateDenialRepository.listActive().stream()
                .filter(denial -> !denial.isRefusal())
                .toList();
        standing.stream()
                .filter(denial -> running.stream().noneMatch(one -> one.isAbout(denial)))
                .forEach(denial -> gateDenialRepository.end(denial, now));
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
        return gateDenialRepository.listActive().stream()
                .filter(ActiveGateDenial::isRefusal)
                .toList();
    }

    /// Updates the denials of a refused start with current gate results.
    @Transactional
    void recordRecheck(GateContext refused, GateEvaluation evaluation, List<ActiveGateDenial> standing, Instant now) {
        updateDenials(refused, evaluation, standing, now);
    }

    /// Ends denials of a start that is no longer refused or no longer requested.
    @Transactional
    void endRefusals(List<ActiveGateDenial> standing, Instant at) {
        standing.forEach(denial -> gateDenialRepository.end(denial, at));
    }

    private void updateDenials(
            GateContext context, GateEvaluation evaluation, List<ActiveGateDenial> standing, Instant now) {
        Set<String> closed = closedGates(evaluation);
        Set<String> known = standing.stream().map(ActiveGateDenial::gate).collect(Collectors.toSet());
        standing.stream()
                .filter(denial -> !closed.contains(denial.gate()))
                .forEach(denial -> gateDenialRepository.end(denial, now));
        closed.stream()
                .filter(gate -> !known.contains(gate))
                .forEach(gate -> gateDenialRepository.save(context, gate, now));
    }

    private static Set<String> closedGates(GateEvaluation evaluation) {
        return evaluation.closedGates().stream()
                .map(entry -> entry.result().gate())
                .collect(Collectors.toSet());
    }
}
