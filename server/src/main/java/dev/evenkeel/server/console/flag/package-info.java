// SPDX-License-Identifier: Apache-2.0

/// Flag list and flag pages: rules in words, edit and evaluation previews, history and deletion.
@NullMarked
package dev.evenkeel.server.console.flag;

import org.jspecify.annotations.NullMarked;
