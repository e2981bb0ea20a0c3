// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// The rollout, exposure and side that a call belongs to.
///
/// @param rollout id of the rollout, 1..256 characters
/// @param revision flag revision that set the exposure under which the call was evaluated, 1 or more
/// @param role side of the split
/// @param keyed whether its units are named by the rollout's salt; the server names them otherwise
public record SplitKey(String rollout, long revision, SplitSide role, boolean keyed) {
    /// One whose units are not named by a salt.
    public SplitKey(String rollout, long revision, SplitSide role) {
        this(rollout, revision, role, false);
    }

    public SplitKey {
        var rules = new MessageValidator();
        rules.name("rollout", rollout);
        rules.atLeast("revision", revision, 1);
        rules.check();
    }
}
