// SPDX-License-Identifier: Apache-2.0

/// What a decision about a risky change rests on, as people write it.
@NullMarked
package dev.evenkeel.files.risk;

import org.jspecify.annotations.NullMarked;
