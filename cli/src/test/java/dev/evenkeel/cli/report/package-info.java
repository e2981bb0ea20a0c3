// SPDX-License-Identifier: Apache-2.0

/// Tests of reports on the command line.
@NullMarked
package dev.evenkeel.cli.report;

import org.jspecify.annotations.NullMarked;
