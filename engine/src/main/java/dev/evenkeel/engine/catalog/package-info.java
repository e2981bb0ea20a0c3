// SPDX-License-Identifier: Apache-2.0

/// Services: who owns them, what they need, which flags are theirs.
@NullMarked
package dev.evenkeel.engine.catalog;

import org.jspecify.annotations.NullMarked;
