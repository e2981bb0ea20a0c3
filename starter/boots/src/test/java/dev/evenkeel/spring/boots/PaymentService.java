// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.ShadowCallMarker;
import dev.evenkeel.sdk.ShadowOptions;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/// Sends a payment order (ISO 20022 pain.001) on every channel, by the old core and by the new one in shadow
/// calls.
@RestController
final class PaymentService {
    static final String QUEUE = "payments.out";
    static final String PAIN_001 = """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn><GrpHdr>\
            <MsgId>order-1</MsgId><CreDtTm>2026-11-25T12:00:00</CreDtTm><NbOfTxs>1</NbOfTxs><InitgPty><Nm>debtor-17</Nm>\
            </InitgPty></GrpHdr></CstmrCdtTrfInitn></Document>""";

    /// Exceptions of shadow calls that were blocked, one for each channel.
    final Queue<String> blockedSends = new ConcurrentLinkedQueue<>();

    /// Channels by which shadow calls have sent.
    final Queue<String> unblockedSends = new ConcurrentLinkedQueue<>();

    private final Map<String, Runnable> channels;
    private final GuardedChange<String, Integer> core;

    PaymentService(Evenkeel evenkeel, Map<String, Runnable> channels) {
        this.channels = new LinkedHashMap<>(channels);
        this.core = evenkeel.<String, Integer>guardedChange(RolloutFlags.FLAG)
                .control(RolloutFlags.CONTROL, debtor -> sendEverywhere())
                .candidate(RolloutFlags.CANDIDATE, debtor -> sendEverywhere())
                .shadowing(ShadowOptions.<Integer>comparing(Integer::equals).timeLimit(Duration.ofSeconds(30)))
                .build();
    }

    /// Sends one order with the variant of the flag.
    int pay(String debtor) {
        return core.run(EvaluationContext.of(debtor), debtor);
    }

    /// Number of channels.
    int channels() {
        return channels.size();
    }

    private int sendEverywhere() {
        channels.forEach((name, channel) -> {
            try {
                channel.run();
                if (ShadowCallMarker.isActive()) {
                    unblockedSends.add(name);
                }
            } catch (RuntimeException refused) {
                blockedSends.add(refused.toString());
            }
        });
        return channels.size();
    }

    @GetMapping("/mark")
    String mark() {
        return ShadowCallMarker.flagKey().orElse("none");
    }

    @GetMapping("/pay")
    String payByRequest() {
        sendEverywhere();
        return "refused " + blockedSends.size();
    }

    /// Receives JMS messages.
    static final class Inbox {
        static final String QUEUE = "payments.in";

        final Queue<String> received = new ConcurrentLinkedQueue<>();

        @JmsListener(destination = QUEUE)
        void take(String text) {
            received.add(text);
        }
    }

    /// The service and its clients, created as applications on Spring Boot create them.
    @Configuration(proxyBeanMethods = false)
    @Import({Application.Plain.class, BuiltTemplate.class})
    static class Wiring {
        @Bean
        Inbox inbox() {
            return new Inbox();
        }

        @Bean
        RestTemplate plainTemplate() {
            return new RestTemplate();
        }

        @Bean
        RestClient plainClient() {
            return RestClient.create();
        }

        @Bean
        PaymentService paymentService(Evenkeel evenkeel, Map<String, Runnable> channels) {
            return new PaymentService(evenkeel, channels);
        }

        @Bean
        Runnable sendByPlainTemplate(RestTemplate plainTemplate, @Value("${bank}") String bank) {
            return () -> plainTemplate.postForLocation(bank, PAIN_001);
        }

        @Bean
        Runnable sendByBuiltTemplate(Supplier<RestTemplate> builtTemplate, @Value("${bank}") String bank) {
            return () -> builtTemplate.get().postForLocation(bank, PAIN_001);
        }

        @Bean
        Runnable sendByPlainClient(RestClient plainClient, @Value("${bank}") String bank) {
            return () -> send(plainClient, bank);
        }

        @Bean
        Runnable sendByBuiltClient(RestClient.Builder builder, @Value("${bank}") String bank) {
            RestClient client = builder.build();
            return () -> send(client, bank);
        }

        @Bean
        Runnable sendByJmsTemplate(JmsTemplate jms) {
            return () -> jms.convertAndSend(QUEUE, PAIN_001);
        }

        @Bean
        Runnable sendByJmsContext(ConnectionFactory connections) {
            return () -> send(connections);
        }

        @Bean
        Runnable sendByMail(JavaMailSender mail) {
            return () -> send(mail);
        }

        @Bean
        Runnable sendByMailInAnotherThread(JavaMailSender mail, AsyncTaskExecutor applicationTaskExecutor) {
            return () ->
                    applicationTaskExecutor.submitCompletable(() -> send(mail)).join();
        }

        private static void send(RestClient client, String bank) {
            client.post().uri(bank).body(PAIN_001).retrieve().toBodilessEntity();
        }

        private static void send(ConnectionFactory connections) {
            try (var context = connections.createContext()) {
                context.createProducer().setTimeToLive(60_000).send(context.createQueue(QUEUE), PAIN_001);
            }
        }

        private static void send(JavaMailSender mail) {
            var message = new SimpleMailMessage();
            message.setFrom("payments@example.com");
            message.setTo("bank@example.com");
            message.setText(PAIN_001);
            mail.send(message);
        }
    }
}
