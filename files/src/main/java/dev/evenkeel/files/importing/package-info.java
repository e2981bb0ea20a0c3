// SPDX-License-Identifier: Apache-2.0
/// Exports of other flag systems as definitions in flagd's format, with an account of every part of the export. Pure:
/// text in, text and report out.
@NullMarked
package dev.evenkeel.files.importing;

import org.jspecify.annotations.NullMarked;
