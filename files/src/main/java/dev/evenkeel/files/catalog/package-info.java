// SPDX-License-Identifier: Apache-2.0

/// Services as people write them down: Evenkeel's own file, OpenSLO, Backstage.
@NullMarked
package dev.evenkeel.files.catalog;

import org.jspecify.annotations.NullMarked;
