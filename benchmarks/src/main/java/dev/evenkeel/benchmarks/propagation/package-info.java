// SPDX-License-Identifier: Apache-2.0

/// How long a change takes to reach every client.
@NullMarked
package dev.evenkeel.benchmarks.propagation;

import org.jspecify.annotations.NullMarked;
