// SPDX-License-Identifier: Apache-2.0

/// What one server takes in and gives out for a long time, and what it uses for that.
@NullMarked
package dev.evenkeel.benchmarks.load;

import org.jspecify.annotations.NullMarked;
