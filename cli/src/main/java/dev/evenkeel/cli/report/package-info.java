// SPDX-License-Identifier: Apache-2.0

/// `evenkeel report`: what leadership reads, as Markdown, JSON or PDF.
@NullMarked
package dev.evenkeel.cli.report;

import org.jspecify.annotations.NullMarked;
