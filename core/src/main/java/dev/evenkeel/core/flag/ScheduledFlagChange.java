// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;

/// A change of a flag at a moment: from then on, until the next one, it decides in place of the targeting.
///
/// @param epochSeconds the moment, compared with `$flagd.timestamp`
/// @param rule a rule, or the name of a variant
record ScheduledFlagChange(long epochSeconds, JsonValue rule) {}
