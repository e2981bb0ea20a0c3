// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.core.flag.split.RunningSplit;
import java.util.Map;

/// The definition of an environment at one revision. Immutable.
///
/// @param revision 0 before the first definition
/// @param definition the author's definition
/// @param splits the splits of running rollouts and experiments by flag key
public record FlagSetState(
        String environment, long revision, ParsedFlagSet definition, Map<String, RunningSplit> splits) {
    public FlagSetState {
        splits = Map.copyOf(splits);
    }
}
