// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;

/// A scheduled change of a flag: from its time until the next one, it replaces the targeting.
///
/// @param epochSeconds the time, compared with `$flagd.timestamp`
/// @param rule a rule, or the name of a variant
record ScheduledFlagChange(long epochSeconds, JsonValue rule) {}
