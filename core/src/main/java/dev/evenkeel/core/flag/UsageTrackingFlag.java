// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A flag that notes which variants it served. Thread-safe; never throws.
///
/// Flags serve few evaluations, made when they were loaded. Those served are kept as a short chain: what is in
/// it costs a comparison, and nothing is written until the chain is taken and another begins. Every evaluation
/// is in the chain that was in force when it ended.
final class UsageTrackingFlag {
    /// Most evaluations in a chain; further ones go unnoticed until it is taken. Enough to know that a flag
    /// serves several variants.
    private static final int MOST = 8;

    private static final Evaluation FAILED = Evaluation.error(EvaluationErrorCode.GENERAL, "", Map.of());

    private final CompiledFlag flag;
    private final boolean asksForTime;
    private final long fingerprint;
    private volatile @Nullable ServedEvaluation served;

    /// @param fingerprint stands for the definition that the flag was compiled from, and for what the flag set
    ///     says beside its flags
    UsageTrackingFlag(CompiledFlag flag, long fingerprint) {
        this.flag = flag;
        this.asksForTime = flag.asksForTime();
        this.fingerprint = fingerprint;
    }

    /// @param earlier served before it, in any order
    /// @param length of the chain
    private record ServedEvaluation(
            Evaluation evaluation, @Nullable ServedEvaluation earlier, int length) {
        @SuppressWarnings("ReferenceEquality")
        static boolean holds(@Nullable ServedEvaluation chain, Evaluation evaluation) {
            for (ServedEvaluation link = chain; link != null; link = link.earlier) {
                if (link.evaluation == evaluation) {
                    return true;
                }
            }
            return false;
        }
    }

    CompiledFlag flag() {
        return flag;
    }

    /// Whether the time may matter; if not, any time will do.
    boolean asksForTime() {
        return asksForTime;
    }

    long fingerprint() {
        return fingerprint;
    }

    /// Evaluates the flag and notes what was served.
    Evaluation evaluate(EvaluationContext context, long epochSeconds) {
        Evaluation evaluation = flag.evaluate(context, epochSeconds);
        if (!ServedEvaluation.holds(served, evaluation)) {
            note(evaluation);
        }
        return evaluation;
    }

    /// The variants served since the last call; [FlagSnapshot#CALLERS_DEFAULT] stands for none.
    Set<String> take() {
        Set<String> variants = new TreeSet<>();
        for (ServedEvaluation link = end(); link != null; link = link.earlier) {
            String variant = link.evaluation.variant();
            variants.add(variant == null ? FlagSnapshot.CALLERS_DEFAULT : variant);
        }
        return variants;
    }

    /// Failed evaluations are new each time, so all of them are noted as one.
    private void note(Evaluation evaluation) {
        Evaluation noted = evaluation.errorCode() == null ? evaluation : FAILED;
        ServedEvaluation chain = served;
        boolean full = chain != null && chain.length == MOST;
        if (!full && !ServedEvaluation.holds(chain, noted)) {
            append(noted);
        }
    }

    private synchronized void append(Evaluation evaluation) {
        ServedEvaluation chain = served;
        int length = chain == null ? 0 : chain.length;
        if (length < MOST && !ServedEvaluation.holds(chain, evaluation)) {
            served = new ServedEvaluation(evaluation, chain, length + 1);
        }
    }

    private synchronized @Nullable ServedEvaluation end() {
        ServedEvaluation chain = served;
        if (chain != null) {
            served = null;
        }
        return chain;
    }
}
