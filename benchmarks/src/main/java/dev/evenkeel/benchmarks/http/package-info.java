// SPDX-License-Identifier: Apache-2.0

/// Load over HTTP, as one thread that does as little as it can.
@NullMarked
package dev.evenkeel.benchmarks.http;

import org.jspecify.annotations.NullMarked;
