// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.engine.gate.GateResult;
import java.time.Instant;
import java.util.List;

/// A precondition of changes. Any module may bring one as a bean; every bean is asked about every
/// change, at its start and then every second.
///
/// It answers from what is stored, within milliseconds, in the caller's read-only transaction. What
/// it throws, and no answer at all, count as "cannot tell". Where nothing is set up that could stand
/// against the change, it passes and says that.
public interface Gate {
    /// The name under which policies require it and people override it: lower-case letters, digits
    /// and dashes.
    String name();

    /// What stands against the change, or that nothing does; one answer or more, each under the
    /// gate's name. Reasons tell moments, not how long ago they were, so that they stay as they are
    /// until a fact changes.
    List<GateResult> answers(GateContext question, Instant now);
}
