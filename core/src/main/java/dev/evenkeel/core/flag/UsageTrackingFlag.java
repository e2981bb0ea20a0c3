// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A flag that records which variants it served. Thread-safe; never throws.
///
/// Flags serve few distinct evaluations, created when they were loaded. Those served form a short list: a
/// repeated one costs a comparison, and nothing is written until the list is taken and replaced. Every
/// evaluation is in the list that was current when it ended.
final class UsageTrackingFlag {
    /// Maximum number of evaluations in a list; further ones are not recorded until it is taken. Sufficient
    /// to show that a flag serves several variants.
    private static final int MOST = 8;

    private static final Evaluation FAILED = Evaluation.error(EvaluationErrorCode.GENERAL, "", Map.of());

    private final CompiledFlag flag;
    private final boolean asksForTime;
    private final long fingerprint;
    private volatile @Nullable ServedEvaluation served;

    /// @param fingerprint fingerprint of the definition from which the flag was compiled, including the flag
    ///     set's members outside its flags
    UsageTrackingFlag(CompiledFlag flag, long fingerprint) {
        this.flag = flag;
        this.asksForTime = flag.requiresTime();
        this.fingerprint = fingerprint;
    }

    /// @param earlier previously served evaluations, in any order
    /// @param length length of the list
    private record ServedEvaluation(
            Evaluation evaluation, @Nullable ServedEvaluation earlier, int length) {
        @SuppressWarnings("ReferenceEquality")
        static boolean contains(@Nullable ServedEvaluation chain, Evaluation evaluation) {
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

    /// Whether the result may depend on the time; if not, any time may be passed.
    boolean requiresTime() {
        return asksForTime;
    }

    long fingerprint() {
        return fingerprint;
    }

    /// Evaluates the flag and records what was served.
    Evaluation evaluate(EvaluationContext context, long epochSeconds) {
        Evaluation evaluation = flag.evaluate(context, epochSeconds);
        if (!ServedEvaluation.contains(served, evaluation)) {
            recordServed(evaluation);
        }
        return evaluation;
    }

    /// Returns the variants served since the last call; [FlagSnapshot#CALLER_DEFAULT] represents none.
    Set<String> drainVariants() {
        Set<String> variants = new TreeSet<>();
        for (ServedEvaluation link = detachChain(); link != null; link = link.earlier) {
            String variant = link.evaluation.variant();
            variants.add(variant == null ? FlagSnapshot.CALLER_DEFAULT : variant);
        }
        return variants;
    }

    /// Records an evaluation. Failed evaluations are new objects each time, so all of them are recorded as
    /// one.
    private void recordServed(Evaluation evaluation) {
        Evaluation noted = evaluation.errorCode() == null ? evaluation : FAILED;
        ServedEvaluation chain = served;
        boolean full = chain != null && chain.length == MOST;
        if (!full && !ServedEvaluation.contains(chain, noted)) {
            append(noted);
        }
    }

    private synchronized void append(Evaluation evaluation) {
        ServedEvaluation chain = served;
        int length = chain == null ? 0 : chain.length;
        if (length < MOST && !ServedEvaluation.contains(chain, evaluation)) {
            served = new ServedEvaluation(evaluation, chain, length + 1);
        }
    }

    private synchronized @Nullable ServedEvaluation detachChain() {
        ServedEvaluation chain = served;
        if (chain != null) {
            served = null;
        }
        return chain;
    }
}
