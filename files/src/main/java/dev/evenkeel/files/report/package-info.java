// SPDX-License-Identifier: Apache-2.0

/// Reports that people read: what they say, whatever they are printed as, and how they are written as Markdown and
/// JSON, and printed as PDF.
@NullMarked
package dev.evenkeel.files.report;

import org.jspecify.annotations.NullMarked;
