// SPDX-License-Identifier: Apache-2.0

/// Technologies: how far each is taken up, what running it has taught, and what novelty may still be spent.
@NullMarked
package dev.evenkeel.engine.technology;

import org.jspecify.annotations.NullMarked;
