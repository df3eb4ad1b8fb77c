package bip.server.web;

import bip.server.logging.RequestReference;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.HeaderValues;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Takes each request from the I/O thread to a virtual thread of its own, where it may block. */
final class Dispatcher implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** Its lines are the access log. */
    private static final Logger access = LoggerFactory.getLogger("bip.access");

    /** Browsers and proxies take about as much; the longest address here is a search's. */
    private static final int ADDRESS_LETTERS = 8 * 1024;

    /** Browsers send less than 8 kB. */
    private static final int HEADER_LETTERS = 16 * 1024;

    /** How long whoever does not end sending has to read the answer. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Executor threads;
    private final WebSettings settings;
    private final Answers answers;
    private final ReplyWriter writer;
    private final References references;
    private final OpenConnections connections;
    private final FormReader forms = new FormReader();
    private volatile boolean ending;

    Dispatcher(
            Executor threads,
            WebSettings settings,
            Answers answers,
            ReplyWriter writer,
            References references,
            OpenConnections connections) {
        this.threads = threads;
        this.settings = settings;
        this.answers = answers;
        this.writer = writer;
        this.references = references;
        this.connections = connections;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        connections.begun(exchange.getConnection());
        exchange.addExchangeCompleteListener((finished, next) -> {
            // First, because the next request on the connection may begin within proceed.
            connections.answered(finished.getConnection());
            next.proceed();
        });
        exchange.dispatch(threads, this::work);
    }

    /** Answers a question of this process's own. */
    Reply ask(String path, String query) {
        Call call = Call.own(path, query, references.next());
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        RequestReference.during(call.reference(), () -> reply.complete(answers.answer(call)));
        return reply.join();
    }

    /** From now on each answer is its connection's last. */
    void end() {
        ending = true;
    }

    private void work(HttpServerExchange exchange) {
        Call call = Call.of(exchange, settings.trustedProxies(), references.next());
        RequestReference.during(call.reference(), () -> answer(call, exchange));
    }

    private void answer(Call call, HttpServerExchange exchange) {
        Reply reply = onceAllIsRead(reply(call, exchange), call, exchange);
        if (ending) {
            exchange.setPersistent(false);
        }
        try {
            writer.write(reply, exchange);
        } catch (IOException e) {
            abandon(call, exchange, e);
        }
        if (settings.accessLog()) {
            access.info(
                    "{} {} {} {}",
                    call.client().getHostAddress(),
                    call.method(),
                    call.rawPath(),
                    exchange.getStatusCode());
        }
    }

    /** A form is read before its turn comes, so that a slow sender keeps nobody waiting. */
    private Reply reply(Call call, HttpServerExchange exchange) {
        if (call.rawPath().length() + call.rawQuery().length() > ADDRESS_LETTERS) {
            return answers.refused(414, call);
        }
        if (headerLetters(exchange) > HEADER_LETTERS) {
            return answers.refused(431, call);
        }
        if (!answers.takesForm(call)) {
            return answers.answer(call);
        }
        try {
            return answers.answer(call.with(forms.read(exchange)));
        } catch (BadRequestException e) {
            log.debug("refused a form: {}", e.getMessage());
            exchange.setPersistent(false);
            return answers.refused(e.status(), call);
        } catch (IOException e) {
            log.debug("a form did not come whole: {}", e.getMessage());
            exchange.setPersistent(false);
            return answers.refused(400, call);
        }
    }

    /**
     * What came along and nobody reads is read away, but not for long, and not if the visitor waits
     * to be asked for it.
     */
    private Reply onceAllIsRead(Reply reply, Call call, HttpServerExchange exchange) {
        if (exchange.isRequestComplete() || HttpContinue.requiresContinueResponse(exchange)) {
            return reply;
        }
        try {
            UnreadBody.readAway(exchange);
            if (!exchange.isRequestComplete()) {
                exchange.setPersistent(false);
                cutOffSoon(exchange);
            }
            return reply;
        } catch (IOException e) {
            log.debug("a body that nobody asked for is broken: {}", e.getMessage());
            exchange.setPersistent(false);
            return answers.refused(e instanceof RequestTooBigException ? 413 : 400, call);
        }
    }

    private static void cutOffSoon(HttpServerExchange exchange) {
        var connection = exchange.getConnection();
        exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(connection),
                        LINGER.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static int headerLetters(HttpServerExchange exchange) {
        int letters = 0;
        for (HeaderValues header : exchange.getRequestHeaders()) {
            for (String value : header) {
                letters += header.getHeaderName().length() + value.length();
            }
        }
        return letters;
    }

    /** Mostly the visitor has gone away; a file that cannot be read is told to the visitor. */
    private void abandon(Call call, HttpServerExchange exchange, IOException e) {
        if (e.getCause() instanceof RuntimeException) {
            answers.failed(call, e); // told to the administrator; the visitor is cut off already
            exchange.endExchange();
            return;
        }
        if (exchange.isResponseStarted()) {
            log.debug("the visitor went away: {}", e.getMessage());
            exchange.endExchange();
            return;
        }
        try {
            writer.write(answers.failed(call, e), exchange);
        } catch (IOException gone) {
            log.debug("the visitor went away: {}", gone.getMessage());
            exchange.endExchange();
        }
    }
}
