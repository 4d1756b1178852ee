using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Templates;

/// <summary>The words around notices. One file for each RPC.</summary>
internal sealed partial class TemplateEndpoint(NotificationsDb db, RequestLedger ledger, TimeProvider clock) : TemplateService.TemplateServiceBase;
