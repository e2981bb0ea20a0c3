// SPDX-License-Identifier: Apache-2.0

/// Technologies: adoption rings, operating experience, innovation tokens, and the check of changes that
/// introduce new technologies.
@NullMarked
package dev.evenkeel.engine.technology;

import org.jspecify.annotations.NullMarked;
