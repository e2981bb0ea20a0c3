// SPDX-License-Identifier: Apache-2.0

/// A server under measurement, as a process of its own, and how to talk HTTP to it at little cost.
@NullMarked
package dev.evenkeel.benchmarks.server;

import org.jspecify.annotations.NullMarked;
