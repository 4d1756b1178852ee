using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>E-mail by SMTP.</summary>
/// <remarks>
/// SMTP knows no keys: a message whose answer was lost is sent again. It has the same Message-ID then, by which mail programs show it once. A server that took a message tells no more about it here.
/// </remarks>
internal sealed class EmailChannel(SmtpOptions options) : IOutwardChannel
{
    private const string Provider = "smtp";

    /// <inheritdoc/>
    public ContactChannel Channel => ContactChannel.Email;

    /// <inheritdoc/>
    public int AtOnce => options.AtOnce;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutwardMessage sending, CancellationToken cancel)
    {
        using var message = MessageOf(sending);
        using var server = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.RequiresTls,
            Credentials = options.User is null ? null : new NetworkCredential(options.User, options.Password),
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            await server.SendMailAsync(message, limit.Token);
            return new SendOutcome.Taken(Provider, null);
        }
        catch (SmtpException exception)
        {
            return OutcomeOf(exception);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SendOutcome.Unclear(Provider);
        }
    }

    internal static SendOutcome OutcomeOf(SmtpException exception) => exception.StatusCode switch
    {
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.TransactionFailed
            when exception is SmtpFailedRecipientException => new SendOutcome.Refused(Provider),
        SmtpStatusCode.GeneralFailure when IsNoConnection(exception) => new SendOutcome.NotTaken(DeliveryFaults.ProviderUnreachable),
        // The connection broke: perhaps after the last line of the message.
        SmtpStatusCode.GeneralFailure => new SendOutcome.Unclear(Provider),
        _ => new SendOutcome.NotTaken(DeliveryFaults.ProviderBusy),
    };

    private static bool IsNoConnection(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut or SocketError.TryAgain })
            {
                return true;
            }
        }

        return false;
    }

    private MailMessage MessageOf(OutwardMessage sending)
    {
        var message = new MailMessage(options.From, sending.Address)
        {
            Subject = sending.Words.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = sending.Words.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{sending.Id:N}@{new MailAddress(options.From).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var html = AlternateView.CreateAlternateViewFromString(sending.Words.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(html);
        return message;
    }
}
