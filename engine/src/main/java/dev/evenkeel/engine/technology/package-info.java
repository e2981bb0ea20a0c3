// SPDX-License-Identifier: Apache-2.0

/// Technologies: adoption rings, operating experience, innovation tokens and the check of changes that
/// introduce something new.
@NullMarked
package dev.evenkeel.engine.technology;

import org.jspecify.annotations.NullMarked;
