// SPDX-License-Identifier: Apache-2.0

/// Result files of all benchmarks: machine, load, commit, command, goals and tables in Markdown.
@NullMarked
package dev.evenkeel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
