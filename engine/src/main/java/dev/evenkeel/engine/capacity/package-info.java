// SPDX-License-Identifier: Apache-2.0

/// Where a team's time goes, where it should go and by which rule, and in what order work is best done. Effort is in
/// person-days; relative points are not read anywhere.
@NullMarked
package dev.evenkeel.engine.capacity;

import org.jspecify.annotations.NullMarked;
