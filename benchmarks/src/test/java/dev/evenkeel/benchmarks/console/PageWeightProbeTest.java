// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageWeightProbeTest {
    private static final String TEXT = "abc ".repeat(5_000);

    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private HttpServer server;
    private ConsoleHttpClient browser;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        browser = new ConsoleHttpClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "session=1");
    }

    @AfterEach
    void stop() {
        browser.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String text = files.get(path);
        sent.merge(path, 1, Integer::sum);
        if (text == null || !"session=1".equals(exchange.getRequestHeaders().getFirst("Cookie"))) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (var out = new GZIPOutputStream(exchange.getResponseBody())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private PageWeightProbe.PageWeight measure(String html) throws IOException, InterruptedException {
        files.put("/page", html);
        return new PageWeightProbe(browser).measure(browser.get("/page"));
    }

    @Test
    void countsEachReferencedAssetOnceByTransferSize() throws Exception {
        files.put(
                "/assets/own.css?v=1", "@font-face {src: url('font.woff2')} a {background: url(\"data:image/png;x\")}");
        files.put("/assets/font.woff2", TEXT);
        files.put("/assets/one.js?v=2", "import {two} from './two.js'; import '../assets/two.js';");
        files.put("/assets/two.js", "export const two = 2; // taken from 'nowhere'");

        PageWeightProbe.PageWeight weight = measure("""
                <link rel="icon" href="/assets/own.css?v=1"><link rel="modulepreload" href="/assets/two.js">
                <script type="module" src="/assets/one.js?v=2"></script><a href="/elsewhere">no part</a>""");

        assertThat(weight.parts())
                .extracting(PageWeightProbe.LoadedAsset::path)
                .containsExactly("/assets/own.css", "/assets/two.js", "/assets/one.js", "/assets/font.woff2");
        assertThat(weight.parts().getLast().bytes()).isLessThan(TEXT.length() / 10);
        assertThat(weight.bytes())
                .isEqualTo(weight.htmlBytes()
                        + weight.parts().stream()
                                .mapToInt(PageWeightProbe.LoadedAsset::bytes)
                                .sum());
        assertThat(weight.bytesWithAllTicks()).isEqualTo(weight.bytes());
        assertThat(sent).doesNotContainKey("/elsewhere").containsEntry("/assets/two.js", 1);
    }

    @Test
    void extrapolatesRolloutTicksToChartLimit() throws Exception {
        files.put("/api/v1/rollouts/r/ticks?after=7&limit=1000", Json.of("[{'number':8},{'number':9}]"));

        PageWeightProbe.PageWeight weight =
                measure("<div id=\"rollout\" hidden data-api=\"/api/v1/rollouts/r\" data-after=\"7\"></div>");

        int ticks = weight.parts().getFirst().bytes();
        assertThat(weight.ticks()).isEqualTo(2);
        assertThat(weight.bytesWithAllTicks()).isEqualTo(weight.htmlBytes() + 500 * ticks);
    }

    @Test
    void throwsWhenAssetIsMissing() {
        assertThatThrownBy(() -> measure("<script src=\"/assets/gone.js\"></script>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/assets/gone.js", "404");
    }
}
