// SPDX-License-Identifier: Apache-2.0

/// HTTP load generator on one thread, with little overhead.
@NullMarked
package dev.evenkeel.benchmarks.http;

import org.jspecify.annotations.NullMarked;
