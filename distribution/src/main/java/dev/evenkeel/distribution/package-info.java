// SPDX-License-Identifier: Apache-2.0

/// What is given to others, told to people.
@NullMarked
package dev.evenkeel.distribution;

import org.jspecify.annotations.NullMarked;
