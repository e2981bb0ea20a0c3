// SPDX-License-Identifier: Apache-2.0

/// Commands for risk assessments and risk cases, and `risk calc`, which answers single risk questions from JSON
/// Lines with the classes that the server uses.
@NullMarked
package dev.evenkeel.cli.risk;

import org.jspecify.annotations.NullMarked;
