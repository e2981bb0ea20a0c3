// SPDX-License-Identifier: Apache-2.0

/// Throughput of OFREP evaluations over HTTP (`bench ofrep`).
@NullMarked
package dev.evenkeel.benchmarks.ofrep;

import org.jspecify.annotations.NullMarked;
