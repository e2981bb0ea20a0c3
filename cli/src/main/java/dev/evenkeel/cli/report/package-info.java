// SPDX-License-Identifier: Apache-2.0

/// Commands that create decision memos and change outcome reports as Markdown, JSON or PDF, and record lessons.
@NullMarked
package dev.evenkeel.cli.report;

import org.jspecify.annotations.NullMarked;
