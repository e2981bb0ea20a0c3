// SPDX-License-Identifier: Apache-2.0

/// How many evaluations a second the server answers over HTTP.
@NullMarked
package dev.evenkeel.benchmarks.ofrep;

import org.jspecify.annotations.NullMarked;
